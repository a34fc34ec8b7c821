import { openDemo, tuan } from '../support/counterPage.ts'
import { expect, test } from '../support/journey.ts'
import { errorsOf, expectNoViolations, looks, sizes, wear } from '../support/looks.ts'

for (const look of looks)
  test(`every screen of the host passes the axe rules and writes no error, on each size: ${look.language}, ${look.theme}`, async ({
    page,
    hub,
  }) => {
    const errors = errorsOf(page)
    // A manager who is known at the hub too before the page is loaded again: else they would have to sign in once more.
    const isKnown = page.waitForResponse((response) => response.url().includes('staff.signIn') && response.ok())
    await openDemo(page, hub.url, tuan)
    await isKnown
    await page.goto(`${hub.url}/#/settings`)
    await page.getByLabel('Của ai').waitFor()
    await page.goto(`${hub.url}/#/floor`)
    await wear(page, look)
    const at = `${look.language} ${look.theme}`
    // The small laptop has what the counter has, and less room for it.
    for (const size of look.size === sizes.counter ? [sizes.laptop, sizes.counter] : [look.size]) {
      await page.setViewportSize(size)
      for (const screen of ['floor', 'bookings', 'waiting', 'timeline']) {
        await page.goto(`${hub.url}/#/${screen}`)
        await page.locator('[data-table], [data-booking], [data-guest], [data-resource]').first().waitFor()
        await expectNoViolations(page, `${screen} ${at} ${size.width}`)
      }
    }
    await page.goto(`${hub.url}/#/floor`)
    await page.locator('[data-state="seated"]').first().click()
    await expectNoViolations(page, `a table that is taken ${at}`)
    await page.locator('[data-state="free"]').first().click()
    await expectNoViolations(page, `a free table ${at}`)
    await page.keyboard.press('F7')
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    await expectNoViolations(page, `new booking ${at}`)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /\d\d:\d\d/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('textbox').nth(2).fill('0910')
    await expectNoViolations(page, `new booking for a known guest ${at}`)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Sửa sơ đồ|Edit plan/ }).click()
    await page.locator('[data-table]').first().click()
    await page.getByRole('form').waitFor()
    await expectNoViolations(page, `the plan while it is edited ${at}`)
    await page.goto(`${hub.url}/#/waiting`)
    await page.getByText(/Chờ một giờ|For a time/).click()
    await page
      .getByRole('form')
      .getByRole('button', { name: /^(Thêm|Add)$/ })
      .click()
    await expectNoViolations(page, `waiting for a time that was not typed ${at}`)
    await page
      .getByRole('button', { name: /Xếp bàn|Seat at/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await expectNoViolations(page, `the table of a waiting guest ${at}`)
    await page.keyboard.press('Escape')
    await page.goto(`${hub.url}/#/settings`)
    await page.getByLabel(/Của ai|Whose/).waitFor()
    await expectNoViolations(page, `shifts ${at}`)
    expect(errors).toEqual([])
  })
