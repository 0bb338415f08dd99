// Runs `npm ci` when node_modules does not belong to the present lock file, else nothing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const STAMP = 'node_modules/.installed-from';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The studio needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');
const present = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
if (present !== wanted) {
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
  });
  if (npm.error) {
    fail(`npm cannot be started: ${npm.error.message}`);
  }
  if (npm.status !== 0) {
    fail(`npm ci ended with ${npm.status}.`);
  }
  writeFileSync(STAMP, wanted);
}

function fail(line) {
  console.error(line);
  process.exit(1);
}
