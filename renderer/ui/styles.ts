/** All style sheets that are not a component's own, in the order in which they have to stand. */
import './fonts.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './theme.css'
