import { createTheme, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e6f4f3',
  '#cfe8e6',
  '#a3d3d0',
  '#6cc4be',
  '#49a5a0',
  '#2c9690',
  '#17807a',
  '#0b6b66',
  '#075753',
  '#04403d',
]

/** For trouble only. */
const red: MantineColorsTuple = [
  '#fdeae7',
  '#fbd0ca',
  '#f5a399',
  '#ff9c91',
  '#ee6a5c',
  '#d0392b',
  '#c0362a',
  '#b02318',
  '#8f1a11',
  '#6f120b',
]

/** Warm greys, for light grounds. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ee',
  '#e9e6e0',
  '#ddd8cf',
  '#c4beb4',
  '#8b857b',
  '#5c5750',
  '#4d4842',
  '#35312d',
  '#211f1b',
]

/** Warm greys, for dark grounds: the first is text, the eighth the paper. */
const dark: MantineColorsTuple = [
  '#f0ede8',
  '#d6d1c9',
  '#b8b2a8',
  '#8f897f',
  '#57524b',
  '#3d3933',
  '#2d2a26',
  '#24211e',
  '#1e1c19',
  '#191715',
]

/** A dialog's head is no banner of the page. */
const plainHeader = { header: { role: 'presentation' } }
const dialogTitle = { fontSize: 20, fontWeight: 600, lineHeight: 1.3 }

/** Mantine, set to Holdfast's look: one deep teal, warm neutrals, corners of 8, targets of 44 and more. */
export const theme = createTheme({
  colors: { teal, red, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#211f1b',
  fontFamily: 'Inter, system-ui, sans-serif',
  headings: { fontFamily: 'Inter, system-ui, sans-serif', fontWeight: '600' },
  fontSizes: { xs: '14px', sm: '15px', md: '16px', lg: '18px', xl: '22px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: 44, fontWeight: 500 } } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    CloseButton: { defaultProps: { size: 44, iconSize: 22 } },
    Autocomplete: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    TagsInput: { defaultProps: { size: 'md' }, styles: { input: { minHeight: 44 }, pill: { height: 32 } } },
    PasswordInput: { defaultProps: { size: 'md' } },
    // Its arrows are too small for a finger; the arrow keys count as before.
    NumberInput: { defaultProps: { size: 'md', hideControls: true } },
    Textarea: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md' }, styles: { label: { paddingBlock: 9.5, fontWeight: 500 } } },
    Switch: { defaultProps: { size: 'lg' }, styles: { body: { minHeight: 44, alignItems: 'center' } } },
    Modal: {
      defaultProps: { centered: true, radius: 'md', transitionProps: { duration: 0 }, attributes: plainHeader },
      styles: { title: dialogTitle },
    },
    Drawer: {
      defaultProps: { transitionProps: { duration: 0 }, attributes: plainHeader },
      styles: { title: dialogTitle },
    },
    Tooltip: { defaultProps: { openDelay: 500 } },
  },
})
