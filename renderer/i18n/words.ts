/**
 * The shape that a language has to fill: every key of English, which is the language that the compiler reads. A language without a
 * singular of its own, such as Vietnamese, leaves out the forms that end in `_one`.
 */
export type Words<Source> = {
  readonly [Key in keyof Source as Key extends `${string}_one` ? never : Key]: Source[Key] extends string
    ? string
    : Words<Source[Key]>
}
