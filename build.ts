/** `node --import tsx build.ts`: builds the web terminal and the hub, each if what it is made of has changed. A wrong setting ends it before. */
import './server/checkSettings/main.ts'
import './renderer/build.ts'
import './server/build.ts'
