export const BookingsScreen = () => null
