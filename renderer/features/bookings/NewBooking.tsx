export const NewBooking = () => null
