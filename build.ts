/** `node --import tsx build.ts`: builds the web terminal and the hub, each if what it is made of has changed. */
import './renderer/build.ts'
import './server/build.ts'
