// How the tests answer quizzes: as a reader does, by the words on the page.

import assert from 'node:assert/strict';
import { text } from './support.mjs';

/** Ticks the choices with these texts in a question. */
export async function choose(page, question, ...choices) {
  for (const choice of choices) {
    const label = await page.$(`::-p-xpath(//li[@id="${question}"]//label[span[normalize-space()="${choice}"]])`);
    assert.ok(label, `${question} has the choice ${choice}`);
    await label.click();
  }
}

/** Writes or picks a word in each blank. */
export async function fill(page, question, ...words) {
  for (const [at, word] of words.entries()) {
    const blank = await page.$(`#${question} [name="${question}-${at + 1}"]`);
    if (await blank.evaluate((control) => control.localName === 'select')) await blank.select(word);
    else await blank.type(word);
  }
}

/** The texts of the items of a question, as they stand. */
export const items = (page, question) => page.$$eval(`#${question} .order > li > span:first-child`, (all) => all.map((item) => item.textContent));

/** Moves the items of a question up, one step at a time, until they stand so. */
export async function order(page, question, ...wanted) {
  for (const [at, item] of wanted.entries()) {
    for (let from = (await items(page, question)).indexOf(item); from > at; from -= 1) {
      await page.click(`#${question} .order > li:nth-child(${from + 1}) .move`);
    }
  }
}

/** Picks what belongs to each left side. */
export async function match(page, question, pairs) {
  for (const [left, right] of Object.entries(pairs)) {
    const select = await page.$(`::-p-xpath(//li[@id="${question}"]//label[span[normalize-space()="${left}"]]/select)`);
    const value = await select.evaluate((control, wanted) => [...control.options].find((option) => option.text === wanted).value, right);
    await select.select(value);
  }
}

/** Makes every page from now on believe that this is the reader's progress. What keeps progress itself is set aside. */
export function remember(page, state = {}) {
  return page.evaluateOnNewDocument((known) => {
    const progress = { ready: (tell) => document.addEventListener('DOMContentLoaded', () => tell(known)), state: () => known, change() {} };
    window.sotay = Object.defineProperty({}, 'progress', { get: () => progress, set() {} });
  }, { questions: {}, quizzes: {}, pages: {}, ...state });
}

export const press = (page, question) => page.click(`#${question} .answer-button`);
export const verdict = (page, question) => text(page, `#${question} .question-verdict`);
export const announced = (page) => text(page, '.quiz [role="status"]');

/** Notes every event that quizzes send, from now on. */
export function listen(page) {
  return page.evaluate(() => {
    window.heard = [];
    for (const name of ['answered', 'finished', 'retried']) {
      document.addEventListener('sotay:' + name, ({ detail }) => window.heard.push([name, JSON.parse(JSON.stringify(detail))]));
    }
  });
}
export const heard = (page) => page.evaluate(() => window.heard);
