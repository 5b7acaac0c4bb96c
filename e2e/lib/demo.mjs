// Starts the release binary's demo in a throw-away folder and reads the one line it prints.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';

const PATIENCE_MS = 60_000;
const binary = process.env.HIKESHI_BIN
  ?? path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../target/release/hikeshi');

/** Answers {url, helpUrl, links: [{name, url}], stop()}. */
export async function startDemo() {
  const folder = await mkdtemp(path.join(tmpdir(), 'hikeshi-e2e-'));
  const data = path.join(folder, 'data');
  const demo = spawn(binary, ['demo', '--port', '0', '--json', '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  demo.stderr.on('data', (chunk) => { log = (log + chunk).slice(-20_000); });
  const ended = new Promise((resolve) => demo.once('exit', resolve));
  const killed = () => demo.kill('SIGKILL');
  process.once('exit', killed);
  const stop = async () => {
    demo.kill('SIGTERM');
    const late = setTimeout(killed, 5_000);
    await ended;
    clearTimeout(late);
    process.removeListener('exit', killed);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const said = await firstLine(demo, ended, () => log);
    return { url: said.url, helpUrl: said.help_url, links: asList(said.links), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstLine(demo, ended, log) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${binary} demo ${why}\n${log()}`));
    const late = setTimeout(() => fail(`said nothing in ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    ended.then((code) => fail(`ended with ${code}`));
    demo.once('error', (error) => fail(`did not start: ${error.message}`));
    readline.createInterface({ input: demo.stdout }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      clearTimeout(late);
      resolve(JSON.parse(line));
    });
  });
}

/** Sign-in links come as a list of objects with `url`, or as an object from name to address. */
function asList(links) {
  if (!Array.isArray(links)) {
    return Object.entries(links).map(([name, url]) => ({ name, url }));
  }
  return links.map((link) => ({ ...link, name: link.name ?? link.role ?? link.url }));
}
