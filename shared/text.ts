const marks = /\p{Diacritic}/gu

/**
 * The form in which texts are compared when people search: lower case and without accents, so that "ca phe" finds "Cà phê".
 * Đ is a letter of its own in Unicode, not a D with a mark, and needs its own rule.
 */
export const foldForSearch = (text: string): string =>
  text.normalize('NFD').replace(marks, '').replace(/[đĐ]/g, 'd').toLowerCase()

/**
 * Text that everybody can keep and show: no control characters (PostgreSQL refuses NUL) and no halves of surrogate pairs (JSON documents
 * refuse them).
 */
export const printable = /^[^\p{Cc}\p{Cs}]*$/u
