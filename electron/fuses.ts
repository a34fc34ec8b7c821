import { FuseV1Options, type FuseConfig, FuseVersion } from '@electron/fuses'

/**
 * What a packaged app can no longer be made to do from outside. Applied when packaging (`flipFuses(program, fuses)`).
 * @param inspectable true in test builds: Playwright drives the app through the inspector
 */
export const fuses = (inspectable: boolean): FuseConfig => ({
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: inspectable,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
})
