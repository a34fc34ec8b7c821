import type { Item } from '../../app/terminal.ts'
import type { ItemCatalogue } from '../catalogue.ts'
import { Cell } from '../live.ts'
import type { Note } from '../notes.ts'
import type { Picture } from '../picture.ts'

/** SKUs that somebody waits for: told once there is one to be had. */
export class WaitedFor {
  readonly nowFree = new Cell<readonly Item[]>([])
  private readonly note: Note<string[]>
  private readonly picture: Picture
  private readonly catalogue: ItemCatalogue
  private readonly report: (error: unknown) => void

  constructor(note: Note<string[]>, picture: Picture, catalogue: ItemCatalogue, report: (error: unknown) => void) {
    this.note = note
    this.picture = picture
    this.catalogue = catalogue
    this.report = report
    picture.subscribe((skus) => {
      if (this.note.get().some((sku) => skus.has(sku))) this.look()
    })
    this.look()
  }

  add(sku: string): void {
    this.change([...this.note.get().filter((one) => one !== sku), sku])
  }

  remove(sku: string): void {
    this.change(this.note.get().filter((one) => one !== sku))
  }

  private change(skus: string[]): void {
    void this.note.set(skus).catch(this.report)
    this.look()
  }

  private look(): void {
    const free = this.note
      .get()
      .filter((sku) => this.picture.available(sku) > 0 && this.catalogue.item(sku)?.listed === true)
    const before = this.nowFree.get()
    if (free.length === before.length && free.every((sku, index) => sku === before[index]?.sku)) return
    this.nowFree.set(free.flatMap((sku) => this.catalogue.item(sku) ?? []))
  }
}
