import type { BoardChannel, ShopKind, WrittenShop } from '../../app/questions.ts'

export const kinds: readonly { readonly kind: ShopKind; readonly name: string }[] = [
  { kind: 'woocommerce', name: 'WooCommerce' },
  { kind: 'shopify', name: 'Shopify' },
]

/** What each kind of shop has to know to be told of stock, by its own names. */
export const targetFields = {
  woocommerce: ['url', 'consumerKey', 'consumerSecret'],
  shopify: ['url', 'accessToken', 'locationId'],
} as const satisfies Record<ShopKind, readonly string[]>

export interface ShopForm {
  readonly kind: ShopKind
  readonly location: string
  readonly secret: string
  /** True if the shop is told of its stock. */
  readonly tells: boolean
  readonly target: Readonly<Record<string, string>>
}

type Shop = BoardChannel['shop']

/** A shop as it is; its secrets are at the hub alone. */
export const shopForm = (shop: Shop, here: string): ShopForm => ({
  ...{ kind: shop?.kind ?? 'woocommerce', location: shop?.location ?? here, secret: '' },
  ...{ tells: shop?.url != null, target: shop?.url == null ? {} : { url: shop.url } },
})

/** What is said to the hub: what was left empty stays as it was, as long as the shop is of the same kind. */
export const writtenShop = (channel: string, form: ShopForm, shop: Shop): WrittenShop => {
  const fields = targetFields[form.kind].map((field) => [field, form.target[field]?.trim() ?? ''] as const)
  const isAsBefore =
    shop?.kind === form.kind && fields.every(([field, value]) => (field === 'url' ? value === shop.url : value === ''))
  const target = form.tells ? (isAsBefore ? {} : { target: Object.fromEntries(fields) }) : { target: null }
  const secret = form.secret.trim()
  return { channel, kind: form.kind, location: form.location, ...(secret === '' ? {} : { secret }), ...target }
}
