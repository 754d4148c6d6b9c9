// Makes src/schema.ts of gen/openapi/dajiu.swagger.json. With --check it fails where the file is not what the API says.
//
// The gateway writes every scalar, enum and list of an answer, also where it is zero or empty; only messages and
// timestamps may be missing. The document does not say so, so we add it: what is always there is not optional.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import swagger2openapi from 'swagger2openapi'

const here = path.dirname(fileURLToPath(import.meta.url))
const source = path.resolve(here, '../../../gen/openapi/dajiu.swagger.json')
const target = path.resolve(here, '../src/schema.ts')

function alwaysThere(property, definitions) {
  if (property.$ref) return Boolean(definitions[property.$ref.split('/').pop()]?.enum)
  return property.format !== 'date-time'
}

export function tighten(document) {
  for (const definition of Object.values(document.definitions)) {
    const names = Object.entries(definition.properties ?? {})
      .filter(([, property]) => alwaysThere(property, document.definitions))
      .map(([name]) => name)
    if (names.length > 0) definition.required = names
  }
  return document
}

const document = tighten(JSON.parse(fs.readFileSync(source, 'utf8')))
const { openapi } = await swagger2openapi.convertObj(document, { patch: true, warnOnly: true })
const head = '// Made by `npm run generate` in web/api from gen/openapi. Do not edit.\n/* eslint-disable */\n'
const text = head + astToString(await openapiTS(openapi, { alphabetize: false }))
if (process.argv.includes('--check')) {
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) {
    console.error('web/api/src/schema.ts is not what gen/openapi says: run make gen-api and commit it')
    process.exit(1)
  }
} else {
  fs.writeFileSync(target, text)
}
