// SPDX-License-Identifier: EUPL-1.2
// The pipelines that towns copy (docs/ci): well-formed, with no more rights than they need, with actions pinned to
// a commit, and with commands that exist here.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { program, root } from './ambiente.mjs';

const read = (name) => readFileSync(join(root, 'docs/ci', name), 'utf8');
const strict = (text) => parse(text, { strict: true, uniqueKeys: true });
const keysBeside = (known, object, at) => Object.keys(object).filter((key) => !known.includes(key)).map((key) => `${at}: unknown key ${key}`);

/** Targets of the Makefile. `package` is AWS's part of the project. */
const targets = new Set([...readFileSync(join(root, 'Makefile'), 'utf8').matchAll(/^([a-z-]+):/gm)].map(([, name]) => name));

/** What is wrong with the shell lines of a job. */
function shellFaults(at, script) {
  const faults = [];
  const plain = script.replaceAll(/\$\{\{[^}]*\}\}/g, 'x');
  try {
    execFileSync('sh', ['-n', '-c', plain], { stdio: 'pipe' });
  } catch (error) {
    faults.push(`${at}: ${error.stderr}`);
  }
  if (/\$\{\{/.test(script)) faults.push(`${at}: a value of the event is written into the script`);
  if (/\becho .*\$\(/.test(script)) faults.push(`${at}: goes on when the command inside echo fails`);
  for (const [, path] of script.matchAll(/\bsh (scripts\/\S+?)\)?(?=[\s"]|$)/gm)) if (!existsSync(join(root, path.replace(/\)$/, '')))) faults.push(`${at}: ${path} is not there`);
  for (const [, target] of script.matchAll(/^\s*make ([a-z-]+)/gm)) if (target !== 'package' && !targets.has(target)) faults.push(`${at}: no target ${target}`);
  for (const [, command, format] of script.matchAll(/\$SPORTELLO"? (\w+)(?: --format (\w+))?/g)) {
    try {
      const help = execFileSync(program(), [command, '--help'], { encoding: 'utf8', stdio: 'pipe' });
      if (format && !help.includes(`- ${format}:`) && !new RegExp(`[\\[,] ?${format}[,\\]]`).test(help)) faults.push(`${at}: ${command} has no format ${format}`);
    } catch {
      faults.push(`${at}: sportello has no command ${command}`);
    }
  }
  return faults;
}

/** What is wrong with a workflow of GitHub's. */
function githubFaults(workflow) {
  const faults = keysBeside(['name', 'on', 'permissions', 'concurrency', 'env', 'jobs'], workflow, 'workflow');
  if (JSON.stringify(workflow.permissions) !== '{"contents":"read"}') faults.push('workflow: more rights than reading');
  if (!Object.hasOwn(workflow.on, 'pull_request') || !workflow.on.push?.branches?.includes('main')) faults.push('workflow: not for pull requests and for main');
  for (const event of Object.keys(workflow.on)) if (!['pull_request', 'push', 'schedule'].includes(event)) faults.push(`workflow: runs at ${event}`);
  for (const [name, job] of Object.entries(workflow.jobs)) {
    faults.push(...keysBeside(['name', 'needs', 'if', 'runs-on', 'timeout-minutes', 'environment', 'permissions', 'steps'], job, name));
    if (!job['timeout-minutes']) faults.push(`${name}: no time limit`);
    if (/latest/.test(job['runs-on'])) faults.push(`${name}: the machine is not pinned`);
    // Of the events above, those of the town's own branch.
    const published = /^github\.event_name != 'pull_request' && /.test(job.if ?? '') && job.environment === 'produzione';
    if (!published && (/secrets\./.test(JSON.stringify(job)) || job.permissions)) faults.push(`${name}: a pull request gets secrets or rights`);
    for (const step of job.steps) {
      const at = `${name}, ${step.name ?? step.uses}`;
      faults.push(...keysBeside(['name', 'uses', 'with', 'env', 'run'], step, at));
      if (Boolean(step.uses) === Boolean(step.run)) faults.push(`${at}: neither an action nor a command, or both`);
      if (step.uses && !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(step.uses)) faults.push(`${at}: not pinned to a commit`);
      if (step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false) faults.push(`${at}: leaves its token in the folder`);
      if (step.run) faults.push(...shellFaults(at, step.run));
    }
  }
  return faults;
}

/** What is wrong with a pipeline of GitLab's. */
function gitlabFaults({ stages, workflow, default: shared, variables, ...jobs }) {
  const faults = [];
  if (!/^[\w/]+:\d+\.\d+\.\d+/.test(shared?.image ?? '')) faults.push('default: the image is not pinned');
  if (!variables || !workflow?.rules?.some((rule) => rule.if?.includes('merge_request_event'))) faults.push('workflow: not for merge requests');
  for (const [name, job] of Object.entries(jobs)) {
    faults.push(...keysBeside(['stage', 'timeout', 'interruptible', 'cache', 'script', 'before_script', 'artifacts', 'environment', 'rules', 'id_tokens'], job, name));
    if (!stages.includes(job.stage)) faults.push(`${name}: no stage ${job.stage}`);
    if (!job.timeout) faults.push(`${name}: no time limit`);
    const main = job.rules?.every((rule) => rule.if?.includes('$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'));
    if (!main && (job.id_tokens || job.environment || /AWS|NETLIFY/.test(JSON.stringify(job)))) faults.push(`${name}: a merge request publishes`);
    faults.push(...shellFaults(name, job.script.join('\n')));
  }
  if (!Object.values(jobs).some((job) => job.artifacts?.reports?.codequality)) faults.push('no job reports to the merge request');
  return faults;
}

const EXPRESSIONS = ['github.ref', 'github.workspace', 'github.event_name', 'runner.os', 'hashFiles', 'vars.', 'secrets.NETLIFY_BUILD_HOOK'];

test('the workflow for GitHub is sound', () => {
  assert.deepEqual(githubFaults(strict(read('github.yml'))), []);
  for (const [, expression] of read('github.yml').matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)) {
    assert.ok(EXPRESSIONS.some((known) => expression.startsWith(known)), expression);
  }
});

test('the pipeline for GitLab is sound', () => {
  assert.deepEqual(gitlabFaults(strict(read('gitlab.yml'))), []);
});

/** A file in which `from` is changed has this fault. */
function broken(name, faultsOf, from, to, expected) {
  const text = read(name);
  assert.ok(text.includes(from), from);
  const faults = faultsOf(strict(text.replace(from, to)));
  assert.ok(faults.some((fault) => expected.test(fault)), `${from} → ${to}: ${faults.join('; ') || 'nothing found'}`);
}

test('what would be wrong in the workflow for GitHub is found', () => {
  const check = (...change) => broken('github.yml', githubFaults, ...change);
  check('@de0fac2e4500dabe0009e67214ff5f5447ce83dd', '@v6', /not pinned to a commit/);
  check('  pull_request:', '  pull_request_target:', /not for pull requests/);
  check('  schedule:', '  workflow_run:', /runs at workflow_run/);
  check('contents: read', 'contents: write', /more rights/);
  check("    if: github.event_name != 'pull_request' && vars.AWS_ROLE != ''\n", '', /gets secrets or rights/);
  check('    timeout-minutes: 30\n', '', /no time limit/);
  check('persist-credentials: false', 'persist-credentials: true', /leaves its token/);
  check('make tema', 'make tena', /no target tena/);
  check('sh scripts/programma.sh', 'sh scripts/program.sh', /is not there/);
  check('check --format github', 'check --format githup', /no format githup/);
  check('$SPORTELLO check', '$SPORTELLO chek', /no command chek/);
  check('echo "SPORTELLO', 'echo "${{ github.head_ref }}', /value of the event/);
  check('program=$(sh scripts/programma.sh)\n          echo "SPORTELLO=$program"', 'echo "SPORTELLO=$(sh scripts/programma.sh)"', /goes on when/);
  check('          fi\n', '', /yntax/);
  check('runs-on: ubuntu-24.04', 'runs_on: ubuntu-24.04', /unknown key runs_on/);
});

test('what would be wrong in the pipeline for GitLab is found', () => {
  const check = (...change) => broken('gitlab.yml', gitlabFaults, ...change);
  check('rust:1.95.0-trixie', 'rust:latest', /not pinned/);
  check('      codequality: gl', '      junit: gl', /no job reports/);
  check('  stage: sito', '  stage: siti', /no stage siti/);
  check('    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $AWS_ROLE_ARN', '    - if: $AWS_ROLE_ARN', /merge request publishes/);
  check('check --format gitlab', 'check --format gitlub', /no format gitlub/);
  check('timeout: 5 minutes\n', 'timout: 5 minutes\n', /unknown key timout/);
});

test('a key that stands twice is no file at all', () => {
  assert.throws(() => strict(read('gitlab.yml').replace('  stage: sito\n', '  stage: sito\n  stage: sito\n')), /unique/);
});
