import { type Html, html } from '../html.js';
export const scoreRanking = (_c: unknown): Html => html``;
