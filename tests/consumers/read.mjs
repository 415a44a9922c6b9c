// Readers that are packages of npm. `checkstyle FILE`: what would be said beside the changed files that
// standard input names. `commands`: what the toolkit of GitHub writes for the annotations there.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(pathToFileURL(`${process.env.CONSUMERS}/`))
const [what, file] = process.argv.slice(2)
const input = JSON.parse(readFileSync(0, 'utf8'))

if (what === 'checkstyle') {
  const told = []
  const teller = severity => (message, path, line) => told.push({ severity, message, path, line })
  globalThis.danger = { git: { modified_files: input, created_files: [] } }
  Object.assign(globalThis, { message: teller('info'), warn: teller('warning'), fail: teller('error') })
  // It says that it has not been tried with this version.
  console.warn = () => {}
  await require('danger-plugin-lint-report').scan({ fileMask: file, reportSeverity: true, requireLineModification: false })
  process.stdout.write(JSON.stringify(told))
} else {
  const core = await import(pathToFileURL(`${process.env.CONSUMERS}/node_modules/@actions/core/lib/core.js`))
  for (const { level, message, properties } of input) core[level](message, properties)
}
