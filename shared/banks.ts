/** Names by which people find a bank in their bank's app, by its six digits at NAPAS. */
const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '458761': 'HSBC',
    '546034': 'CAKE (VPBank)',
    '546035': 'Ubank (VPBank)',
    '963388': 'Timo (BVBank)',
    '970400': 'Saigonbank',
    '970403': 'Sacombank',
    '970405': 'Agribank',
    '970406': 'Vikki (DongA Bank)',
    '970407': 'Techcombank',
    '970408': 'GPBank',
    '970409': 'BacABank',
    '970410': 'Standard Chartered',
    '970412': 'PVcomBank',
    '970414': 'MBV (OceanBank)',
    '970415': 'VietinBank',
    '970416': 'ACB',
    '970418': 'BIDV',
    '970419': 'NCB',
    '970421': 'VRB',
    '970422': 'MB Bank',
    '970423': 'TPBank',
    '970424': 'Shinhan Bank',
    '970425': 'ABBANK',
    '970426': 'MSB',
    '970427': 'VietABank',
    '970428': 'Nam A Bank',
    '970429': 'SCB',
    '970430': 'PGBank',
    '970431': 'Eximbank',
    '970432': 'VPBank',
    '970433': 'VietBank',
    '970434': 'Indovina Bank',
    '970436': 'Vietcombank',
    '970437': 'HDBank',
    '970438': 'BaoViet Bank',
    '970439': 'Public Bank',
    '970440': 'SeABank',
    '970441': 'VIB',
    '970442': 'Hong Leong Bank',
    '970443': 'SHB',
    '970444': 'VCBNeo (CBBank)',
    '970446': 'Co-opBank',
    '970448': 'OCB',
    '970449': 'LPBank',
    '970452': 'KienlongBank',
    '970454': 'BVBank',
    '970457': 'Woori Bank',
    '970458': 'UOB',
    '971005': 'Viettel Money',
    '971011': 'VNPT Money',
  }),
)

/** All banks that have a name here, by their names. */
export const banks: readonly { readonly bin: string; readonly name: string }[] = [...names]
  .map(([bin, name]) => ({ bin, name }))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))

/** What people know a bank by, with its digits: a name may change, they don't. A bank that has no name here is its digits. */
export const bankName = (bin: string): string => {
  const name = names.get(bin)
  return name === undefined ? bin : `${name} · ${bin}`
}
