// Electronegativity brings the old TypeScript whose parser it uses, but its parser finds the project's new one, which has no API. Loaded
// with `node --require`: whoever asks for `typescript` in that process gets the old one.
const Module = require('node:module')
const old = require.resolve('typescript', { paths: [require.resolve('@doyensec/electronegativity/package.json')] })
const resolve = Module._resolveFilename
Module._resolveFilename = (request, ...rest) => (request === 'typescript' ? old : resolve(request, ...rest))
