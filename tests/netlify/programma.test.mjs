// SPDX-License-Identifier: EUPL-1.2
// scripts/programma.sh: the program is compiled when its sources changed, and only then.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { inFolder, root } from './ambiente.mjs';

const run = promisify(execFile);

/** A compiler that notes that it was called, and makes a program that starts. */
const CARGO = '#!/bin/sh\necho "$*" >> compilato\nmkdir -p target/release\nprintf "#!/bin/sh\\nexit 0\\n" > target/release/sportello\nchmod +x target/release/sportello\n';

/** A repository with sources and contents; `path()` runs the script there, `compiled()` counts. */
async function repository(folder) {
  const git = (...args) => run('git', ['-c', 'user.name=prova', '-c', 'user.email=prova@prova.example', ...args], { cwd: folder });
  const put = async (path, text) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const path of ['Cargo.toml', 'Cargo.lock', 'model/a.rs', 'generator/a.rs', 'functions/a.rs', 'content/a.md']) await put(path, 'uno\n');
  await put('.gitignore', '/.cache\n/target\n/bin\n/compilato\n');
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/cargo'), CARGO, { mode: 0o755 });
  await writeFile(join(folder, 'bin/rustup'), '#!/bin/sh\n', { mode: 0o755 });
  await cp(join(root, 'scripts/programma.sh'), join(folder, 'scripts/programma.sh'), { recursive: true });
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'uno');
  return {
    put,
    commit: () => git('commit', '--quiet', '--all', '-m', 'altro'),
    async path(toolchain = '1') {
      const env = { PATH: `${folder}/bin:${process.env.PATH}`, HOME: folder, RUSTUP_TOOLCHAIN: toolchain };
      return (await run('sh', ['scripts/programma.sh'], { cwd: folder, env })).stdout.trim();
    },
    compiled: async () => (await readFile(join(folder, 'compilato'), 'utf8')).trim().split('\n').length,
  };
}

test('a commit of contents uses the program of before', () =>
  inFolder(async (folder) => {
    const { put, commit, path, compiled } = await repository(folder);
    const first = await path();
    assert.match(first, /^\.cache\/programma\/[0-9a-f]{40,64}\/sportello$/);
    assert.equal(await compiled(), 1);
    await rm(join(folder, 'target'), { recursive: true });
    await put('content/a.md', 'due\n');
    await commit();
    assert.equal(await path(), first);
    assert.equal(await compiled(), 1);
    await run(join(folder, first));
  }));

test('changed sources, another compiler, a program that does not start: it is compiled', () =>
  inFolder(async (folder) => {
    const { put, commit, path, compiled } = await repository(folder);
    const first = await path();
    await put('model/a.rs', 'due\n');
    assert.equal(await path(), 'target/release/sportello', 'what is not committed is not kept');
    await commit();
    const second = await path();
    assert.notEqual(second, first);
    assert.equal(await compiled(), 3);
    assert.notEqual(await path('2'), second);
    assert.equal(await compiled(), 4);
    const last = await path('2');
    assert.equal(await compiled(), 4);
    await writeFile(join(folder, last), '#!/bin/sh\nexit 1\n');
    await appendFile(join(folder, 'content/a.md'), 'x');
    assert.equal(await path('2'), last);
    assert.equal(await compiled(), 5);
    await run(join(folder, last));
  }));
