/** Wears the theme of the device, and goes with it; there is nothing to be set on these pages. */
export const wearTheme = (): MediaQueryList => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const wear = (): void => {
    document.documentElement.dataset['mantineColorScheme'] = dark.matches ? 'dark' : 'light'
  }
  wear()
  dark.addEventListener('change', wear)
  return dark
}
