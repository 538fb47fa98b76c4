// SPDX-License-Identifier: EUPL-1.2
// What a run says: a line a file, every failure whole, what was not proven and why, the figures, and the sum.

import { basename } from 'node:path';

// Lines of a failure that stand once more at the end: its name, what was wanted, what came.
const SHORT = 6;

export default class Report {
  onBegin(config, suite) {
    this.start = Date.now();
    this.files = new Map();
    for (const test of suite.allTests()) {
      const file = basename(test.location.file, '.spec.mjs');
      const entry = this.files.get(file) ?? { left: 0, failed: 0, passed: 0, skipped: 0, time: 0 };
      entry.left += 1;
      this.files.set(file, entry);
    }
    this.failures = [];
    this.skipped = new Map();
    this.tables = new Map();
    this.faults = [];
  }

  onTestEnd(test, result) {
    const file = basename(test.location.file, '.spec.mjs');
    const entry = this.files.get(file);
    entry.left -= 1;
    entry.time += result.duration;
    if (result.status === 'skipped') {
      entry.skipped += 1;
      const why = test.annotations.concat(result.annotations ?? []).find((a) => a.type === 'skip')?.description ?? 'no reason given';
      this.skipped.set(why, (this.skipped.get(why) ?? 0) + 1);
    } else if (result.status === 'passed') {
      entry.passed += 1;
    } else {
      entry.failed += 1;
      const text = (result.errors.length > 0 ? result.errors : [{ message: result.status }])
        .map((error) => plain(error.message ?? error.value ?? '') + (error.location && !/: \d+\n/.test(error.message ?? '') ? `\n    at ${basename(error.location.file)}:${error.location.line}` : ''))
        .join('\n');
      this.failures.push(`✘ ${file} › ${test.title}\n${indent(text)}`);
    }
    for (const note of result.annotations ?? test.annotations) {
      if (note.type !== 'misura') continue;
      const [table, row, value] = JSON.parse(note.description);
      if (!this.tables.has(table)) this.tables.set(table, []);
      this.tables.get(table).push([row, value]);
    }
    if (entry.left === 0) {
      const mark = entry.failed > 0 ? '✘' : '✔';
      console.log(`${mark} ${file.padEnd(18)} ${String(entry.passed).padStart(4)} passed${entry.failed ? `, ${entry.failed} failed` : ''}${entry.skipped ? `, ${entry.skipped} skipped` : ''} (${(entry.time / 1000).toFixed(1)} s of work)`);
    }
  }

  onError(error) {
    this.faults.push(plain(error.message ?? String(error.value ?? error)));
  }

  onEnd(result) {
    for (const text of this.faults) console.log(`\n✘ ${indent(text)}`);
    for (const text of this.failures) console.log(`\n${text}`);
    for (const [table, rows] of [...this.tables].sort(([a], [b]) => a.localeCompare(b))) {
      console.log(`\n${table}`);
      const wide = Math.max(...rows.map(([row]) => row.length));
      for (const [row, value] of rows.sort(([a], [b]) => a.localeCompare(b))) console.log(`  ${row.padEnd(wide)}  ${value}`);
    }
    if (this.skipped.size > 0) {
      console.log('\nNOT PROVEN:');
      for (const [why, count] of this.skipped) console.log(`  ${why} (${count} ${count === 1 ? 'test' : 'tests'})`);
    }
    const sum = { passed: 0, failed: this.faults.length, skipped: 0 };
    for (const entry of this.files.values()) for (const key of Object.keys(sum)) sum[key] += entry[key];
    if (result.status !== 'passed' && sum.failed === 0) console.log(`\nthe run ended as ${result.status}`);
    console.log(`\n${((Date.now() - this.start) / 1000).toFixed(1)} s`);
    // Once more at the end, in short: who reads only the last lines sees what to look at.
    for (const text of this.failures) console.log(text.split('\n').filter((line) => line.trim()).slice(0, SHORT).join('\n'));
    console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  }

  printsToStdio() {
    return true;
  }
}

// eslint-disable-next-line no-control-regex -- colours of the terminal
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, '').replace(/^Error: /, '');
const indent = (text) => text.split('\n').map((line) => `  ${line}`).join('\n');
