// A handbook in a folder of its own under `sotay serve`: a test edits its files as an editor does and asks the server
// which version it shows. Nothing is waited for by time.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach } from 'node:test';
import assert from 'node:assert/strict';
import { scratch, sotay } from './support.mjs';

let made = 0;
const running = new Set();

/** Stops the servers of each test after its windows are closed: to be called after `useBrowser`. */
export function useServers() {
  afterEach(() => Promise.all([...running].map((served) => served.stop())));
  after(() => running.forEach((served) => served.child.kill('SIGKILL')));
}

/** A copy of a handbook's folder, shown by a server at a free port. */
export class Served {
  /** Copies `source` (a folder) and writes `files` (text by place) into the copy. */
  static async of(source, files = {}, options = []) {
    const served = new Served();
    served.root = path.join(scratch, `served-${made++}`);
    mkdirSync(served.root, { recursive: true });
    if (source) cpSync(source, served.root, { recursive: true });
    for (const [place, text] of Object.entries(files)) served.write(place, text);
    await served.start(0, options);
    return served;
  }

  async start(port, options = []) {
    this.child = spawn(sotay, ['serve', '--lang', 'en', '--root', this.root, '--port', String(port), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.errors = '';
    this.child.stderr.on('data', (chunk) => { this.errors += chunk; });
    running.add(this);
    for await (const line of createInterface(this.child.stdout)) {
      const found = /http:\/\/\S+/.exec(line);
      if (found) {
        this.origin = found[0];
        break;
      }
    }
    assert.ok(this.origin, `the server says where it is: ${this.errors}`);
    await this.after(0);
  }

  async stop() {
    running.delete(this);
    this.child.kill('SIGINT');
    const [status] = await once(this.child, 'exit');
    assert.equal(status, 0, this.errors);
  }

  address(page) {
    return new URL(page, this.origin).href;
  }

  /** The news of the published version, or of the first after `number`. */
  async after(number) {
    const response = await fetch(this.address(`-/version${number === undefined ? '' : `?after=${number}`}`));
    return response.json();
  }

  /** Does some work in the folder; gives the news of the version it leads to. */
  async edit(work) {
    const { number } = await this.after();
    work();
    const news = await this.after(number);
    assert.ok(news.number > number, `a version after ${number} comes: ${this.errors}`);
    return news;
  }

  read(place) {
    return readFileSync(path.join(this.root, place), 'utf8');
  }

  write(place, text) {
    const file = path.join(this.root, place);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** As careful editors save: a new file takes the place of the old one. */
  replace(place, text) {
    const file = path.join(this.root, place);
    writeFileSync(`${file}.tmp~`, text);
    renameSync(`${file}.tmp~`, file);
  }

  /** Replaces `from`, which must stand there, by `to`. */
  change(place, from, to) {
    const text = this.read(place);
    assert.ok(text.includes(from), `${place} holds ${from}`);
    this.write(place, text.replace(from, to));
  }

  rename(from, to) {
    renameSync(path.join(this.root, from), path.join(this.root, to));
  }

  remove(place) {
    rmSync(path.join(this.root, place), { recursive: true });
  }
}
