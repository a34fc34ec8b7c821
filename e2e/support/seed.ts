import fc from 'fast-check'

/**
 * Properties are tried with the same values in every run, as the simulations are: what passes here passes everywhere. `HOLDFAST_SEED=random` looks
 * elsewhere, a number tries what a failure named.
 */
const said = process.env['HOLDFAST_SEED']
if (said !== 'random') fc.configureGlobal({ seed: said === undefined ? 1 : Number(said) })
