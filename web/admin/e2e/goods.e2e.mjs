import assert from 'node:assert/strict'
import { workbook } from './workbook.mjs'

const titles = ['商品编码', '商品名称', '分类', '品牌', '规格编码', '规格', '条码', '划线价(元)', '售价(元)', '会员价(元)', '重量(克)', '容量(毫升)']
const stamp = Date.now().toString(36)
const digits = () => String(Date.now()).slice(-11)

/** row finds a row of a list, on a desk or a phone. */
const row = (desk, text) => desk.page.locator('.el-table__row, .cards li').filter({ hasText: text }).filter({ visible: true }).first()

export const tests = {
  'one person changes a product and another publishes it; the shop shows the old name until then': async ({ openDesk, password, api, url }) => {
    const admin = await api('admin')
    const { products } = await admin('GET', '/v1/admin/products?pageSize=50&state=PRODUCT_STATE_PUBLISHED')
    const product = products.find((p) => p.proposalId === '0')
    const shown = async () => (await (await fetch(`${url}/v1/products/${product.productId}`)).json()).subtitle
    const maker = await openDesk()
    await maker.signIn('content', password, '/products')
    await row(maker, '在售').waitFor()
    await maker.shot('products')
    await maker.go(`products?state=PRODUCT_STATE_PUBLISHED&q=${product.code}`)
    await row(maker, product.name).waitFor()
    await row(maker, product.name).click()
    await maker.page.waitForURL(/products\/\d+/)
    await maker.page.locator('#p-subtitle').waitFor()
    await maker.shot('product-editor')
    const subtitle = `新酿 ${stamp}`
    await maker.page.locator('#p-subtitle').fill(subtitle)
    await maker.tap('提交审核')
    await maker.sees('已提交审核')
    assert.notEqual(await shown(), subtitle)

    const checker = await openDesk()
    await checker.signIn('admin', password, `/products/${product.productId}`)
    await checker.sees('审核通过并上架')
    await checker.shot('product-proposal')
    await checker.tap('审核通过并上架')
    await checker.page.locator('.proposal').waitFor({ state: 'detached' })
    assert.equal(await shown(), subtitle)
    await checker.tap('修订记录')
    await checker.page.locator('.el-drawer article').first().waitFor()
    await checker.shot('product-revisions')
  },

  'a proposal is sent back with a reason, and leaving an editor with changes asks first': async ({ openDesk, password, api }) => {
    const admin = await api('content')
    const { products } = await admin('GET', '/v1/admin/products?pageSize=50&state=PRODUCT_STATE_PUBLISHED')
    const product = products.findLast((p) => p.proposalId === '0')
    const found = await admin('GET', `/v1/admin/products/${product.productId}`)
    await admin('PUT', `/v1/admin/products/${product.code}/proposal`, { content: { ...found.content, subtitle: `退回 ${stamp}` }, version: '0', submit: true })
    const desk = await openDesk()
    await desk.signIn('admin', password, `/products/${product.productId}`)
    await desk.tap('退回')
    await desk.page.locator('.el-message-box textarea').fill('副标题太夸张')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.sees('退回原因：副标题太夸张')
    await desk.page.locator('#p-name').fill('改到一半')
    await desk.page.locator('nav.menu a').filter({ hasText: '品牌' }).click()
    await desk.sees('有未保存的修改')
    await desk.page.getByRole('button', { name: '继续编辑' }).click()
    assert.match(desk.page.url(), /products\/\d+/)
    await desk.tap('放弃提案')
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await desk.page.locator('.proposal').waitFor({ state: 'detached' })
  },

  'a new product is made of values that packs differ by': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('content', password, '/products/new')
    await desk.page.locator('#p-name').fill('测试新酒')
    await desk.page.locator('#p-code').fill(`new-${stamp}`)
    for (const [field, words] of [['#p-category', '啤酒'], ['#p-brand', '']]) {
      await desk.page.locator(field).click()
      if (words) await desk.page.locator(field).fill(words)
      // The list slides open: keys reach it at once, a click would miss it.
      await desk.page.locator('.el-select-dropdown__item:not(.is-disabled)').filter({ visible: true }).last().waitFor()
      await desk.page.keyboard.press('ArrowDown')
      await desk.page.keyboard.press('Enter')
    }
    await desk.tap('组合生成规格')
    for (const [i, values] of [['330ml', '500ml'], ['单罐', '整箱 24 罐']].entries()) {
      const field = desk.page.locator('.el-dialog .group input').nth(i * 2 + 1)
      for (const value of values) {
        await field.fill(value)
        await field.press('Enter')
      }
    }
    await desk.tap('生成 4 个规格')
    const barcode = digits()
    for (let i = 0; i < 4; i++) await desk.page.getByLabel(`条码 ${i + 1}`).fill(`6${i}${barcode}`)
    for (const [field, value] of [['划线价', '20'], ['售价', '15'], ['会员价', '14'], ['重量 g', '500']]) {
      await desk.page.locator('.which').click()
      await desk.page.locator('.el-select-dropdown__item').filter({ hasText: field }).filter({ visible: true }).first().click()
      await desk.page.locator('.bar .value input').fill(value)
      await desk.tap('填入全部规格')
    }
    await desk.shot('product-new')
    await desk.tap('保存提案')
    await desk.page.waitForURL(/products\/\d+$/)
    await desk.sees('编辑中')
  },

  'a workbook tells what is wrong with which cell, and is imported once it is right': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const { categories } = await admin('GET', '/v1/admin/categories')
    const { brands } = await admin('GET', '/v1/admin/brands?pageSize=1')
    const liquor = categories.find((c) => c.liquor)
    const needed = [...new Map([...liquor.inherited, ...liquor.category.attributes].filter((a) => a.required).map((a) => [a.key, a])).values()]
    const sample = (a) => ({ ATTRIBUTE_TYPE_CHOICE: a.options[0], ATTRIBUTE_TYPE_PERMILLE: '53', ATTRIBUTE_TYPE_INTEGER: '500', ATTRIBUTE_TYPE_YEAR: '2019' })[a.type] ?? '四川'
    const heads = [...titles, ...needed.map((a) => `属性:${a.name}(${a.key})`)]
    const good = [`imp-${stamp}`, '导入的酒', `${liquor.category.name} | ${liquor.category.code}`, brands[0].brand.code, `imp-${stamp}-1`, '500ml', `69${digits()}`, '299', '268.1', '258', '900', '500', ...needed.map(sample)]
    const wrong = [...good]
    wrong[8] = '300'
    wrong[titles.length + needed.findIndex((a) => a.key === 'abv')] = '530'
    const desk = await openDesk()
    await desk.signIn('content', password, '/product-imports')
    await desk.tap('导入商品')
    const field = desk.page.locator('.el-dialog input[type=file]')
    await field.setInputFiles({ name: '新品.xlsx', mimeType: 'application/octet-stream', buffer: workbook([heads, wrong]) })
    await desk.sees('有 2 处错误')
    await desk.sees('必须大于零且不高于划线价')
    await desk.shot('import-wrong')
    await desk.tap('换一个文件')
    await field.setInputFiles({ name: '新品.xlsx', mimeType: 'application/octet-stream', buffer: workbook([heads, good]) })
    await desk.sees('校验通过')
    await desk.shot('import-clean')
    await desk.tap('开始导入')
    await desk.sees('导入完成：1 个成功')
    await desk.page.getByRole('button', { name: '关闭' }).filter({ visible: true }).last().click()
    await row(desk, '新品.xlsx').waitFor()
    await desk.shot('imports')
    const { products } = await admin('GET', `/v1/admin/products?q=imp-${stamp}`)
    assert.equal(products[0].proposalState, 'REVISION_STATE_ON_REVIEW')
  },

  'categories are put in order, and brands are found and made': async ({ openDesk, password }) => {
    const desk = await openDesk()
    await desk.signIn('content', password, '/categories')
    await desk.page.locator('.el-tree-node').first().waitFor()
    await desk.shot('categories')
    const names = () => desk.page.locator('.el-tree > .el-tree-node > .el-tree-node__content b').allTextContents()
    const before = await names()
    await desk.page.getByLabel(`下移 ${before[0]}`).click()
    await desk.sees('顺序已保存')
    await desk.page.waitForFunction((first) => document.querySelector('.el-tree b')?.textContent !== first, before[0])
    assert.equal((await names())[1], before[0])
    await desk.page.getByLabel(`上移 ${before[0]}`).click()
    await desk.page.waitForFunction((first) => document.querySelector('.el-tree b')?.textContent === first, before[0])
    await desk.page.getByLabel(`编辑 ${before[0]}`).click()
    await desk.page.locator('#c-name').waitFor()
    await desk.shot('category')
    await desk.page.keyboard.press('Escape')
    await desk.go('brands')
    await desk.page.locator('.el-table__row').first().waitFor()
    await desk.shot('brands')
    await desk.tap('新建品牌')
    await desk.page.locator('#b-name').fill(`品牌${stamp}`)
    await desk.page.locator('#b-code').fill(`b-${stamp}`)
    await desk.page.locator('.el-dialog button[type=submit]').filter({ visible: true }).click()
    await desk.page.locator('.el-dialog').filter({ visible: true }).waitFor({ state: 'hidden' })
    await desk.go(`brands?q=b-${stamp}`)
    await row(desk, `品牌${stamp}`).waitFor()
    await row(desk, `品牌${stamp}`).getByRole('button', { name: '停用' }).click()
    await desk.page.locator('.el-message-box__btns .el-button--primary').click()
    await row(desk, '已停用').waitFor()
  },

  'a wording is previewed as it is typed, tried on oneself, and what was sent is looked over': async ({ openDesk, password }) => {
    const desk = await openDesk()
    desk.forgive(':preview') // a value that there is not is refused on purpose
    await desk.signIn('content', password, '/message-templates')
    await desk.page.locator('.cards li').first().waitFor()
    await desk.shot('message-templates')
    await desk.page.getByRole('button', { name: '编辑 商品已备好' }).click()
    await desk.page.locator('#m-body').fill('{store} 打包好了：{title}，共{pieces}件。')
    await desk.sees('滴滴打酒·春熙路店 打包好了')
    await desk.shot('message-template')
    await desk.page.locator('#m-body').fill('{nix}')
    await desk.sees('没有名为 {nix} 的内容')
    await desk.page.locator('#m-body').fill('{store} 已打包完成：{title}。')
    await desk.sees('滴滴打酒·春熙路店 已打包完成')
    await desk.tap('试发给自己')
    await desk.sees('已发到您的收件箱')
    await desk.page.locator('.el-drawer button[type=submit]').click()
    await desk.sees('已保存')
    await desk.go('messages')
    await row(desk, '【试发】').waitFor()
    await desk.shot('sent-messages')
  },

  'a store sets its own price, and sees who changed it; the catalogue is not theirs': async ({ openDesk, password, env }) => {
    const owner = env.people.find((p) => p.username.includes('.')).username
    const desk = await openDesk()
    await desk.signIn(owner, password, '/assortment')
    const first = desk.page.locator('.el-table__row').first()
    await first.waitFor()
    await desk.shot('assortment')
    assert.ok(!(await desk.menu()).some((path) => ['/products', '/categories', '/brands', '/message-templates'].includes(path)))
    const price = first.locator('.own input')
    const was = await price.inputValue()
    const platform = Number((await first.locator('.dj-num').first().textContent()).replace(/[^\d.]/g, ''))
    const next = was === String(platform) ? String(platform - 1) : String(platform)
    await price.fill(next)
    await price.press('Enter')
    await desk.sees('1 个规格已更新')
    await first.getByRole('button', { name: '调价记录' }).click()
    await desk.page.locator('.el-timeline-item').first().waitFor()
    await desk.shot('price-history')
    await desk.go('products')
    await desk.sees('没有权限查看此页')
  },

  'who may only look sees no button that changes the catalogue, and the server refuses the rest': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const username = `look${stamp}`
    const role = await admin('POST', '/v1/admin/roles', { kind: 'ROLE_OPERATOR', name: username, permissions: ['user.profile.read', 'user.permission.own', 'product.product.list', 'product.product.read', 'product.category.list', 'product.brand.list'] })
    const made = await admin('POST', '/v1/admin/staff', { username, password, name: '见习', roles: ['ROLE_MERCHANT'], storeIds: [(await admin('GET', '/v1/admin/stores?pageSize=1')).stores[0].store.storeId] })
    await admin('PUT', `/v1/admin/staff/${made.userId}/grants`, { grants: [{ roleId: role.roleId, scope: 'DATA_SCOPE_ALL' }] })
    const looker = await api(username)
    for (const [method, path, body] of [
      ['PUT', '/v1/admin/products/x/proposal', { content: {} }], ['POST', '/v1/admin/products:publish', { items: [{ productId: '1' }] }], ['POST', '/v1/admin/products:withdraw', { productIds: ['1'] }],
      ['POST', '/v1/admin/product-imports', { content: 'eA==' }], ['GET', '/v1/admin/messages'], ['POST', '/v1/admin/categories:order', { parentId: '0', categoryIds: ['1'] }], ['DELETE', '/v1/admin/brands/x'],
    ]) {
      await assert.rejects(looker(method, path, body), /PERMISSION_DENIED/, `${method} ${path}`)
    }
    const { products } = await looker('GET', '/v1/admin/products?pageSize=1')
    const desk = await openDesk()
    await desk.signIn(username, password, '/products')
    await row(desk, products[0].name).waitFor()
    const menu = await desk.menu()
    assert.ok(menu.includes('/products'))
    assert.ok(!menu.some((path) => ['/product-imports', '/categories', '/brands', '/message-templates', '/messages'].includes(path)), menu.join(' '))
    const buttons = async () => (await desk.page.getByRole('button').filter({ visible: true }).allTextContents()).join(' ')
    assert.doesNotMatch(await buttons(), /新建商品|导出 Excel/)
    await desk.go(`products/${products[0].productId}`)
    await desk.page.locator('#p-name').waitFor()
    assert.ok(await desk.page.locator('#p-name').isDisabled())
    assert.doesNotMatch(await buttons(), /保存提案|提交审核|直接上架|修订记录|^下架$/)
    await desk.shot('product-readonly')
  },

  'the catalogue on a tablet and a phone, light and dark': async ({ openDesk, password, api }) => {
    const admin = await api('admin')
    const { products } = await admin('GET', '/v1/admin/products?pageSize=1&state=PRODUCT_STATE_PUBLISHED')
    for (const options of [{ also: [{ size: 'tablet' }, { dark: true }] }, { size: 'phone', also: [{ dark: true }] }]) {
      const desk = await openDesk(options)
      await desk.signIn('admin', password, '/products')
      await desk.page.locator('.el-table__row, .cards li').first().waitFor()
      await desk.shot('products')
      for (const [path, ready, name] of [
        [`products/${products[0].productId}`, '#p-name', 'product-editor'], ['categories', '.el-tree-node', 'categories'], ['brands', '.el-table__row, .cards li', 'brands'],
        ['message-templates', '.cards li', 'message-templates'], ['assortment', '.el-table__row, .cards li', 'assortment'], ['product-imports', '.pro', 'imports'],
      ]) {
        await desk.go(path)
        await desk.page.locator(ready).first().waitFor()
        await desk.shot(name)
      }
    }
  },
}
