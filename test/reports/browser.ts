import { createHash } from 'node:crypto';
import { openInChromium } from '../security/chromium.js';

/** Opens a page in Chromium with scripts of a test in it, which its policy is made to allow, and gives what they left in `document.title` as JSON. */
export function askInChromium(page: string, ...scripts: readonly string[]): unknown {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  const allowed = page.includes('script-src')
    ? page.replace('script-src ', `script-src ${hashes.join(' ')} `)
    : page.replace("default-src 'none'; ", `default-src 'none'; script-src ${hashes.join(' ')}; `);
  const { dom } = openInChromium(
    allowed.replace('</body>', () => `${scripts.map((one) => `<script>${one}</script>`).join('')}</body>`),
  );
  const title = /<title>([^<]*)<\/title>/.exec(dom)?.[1] ?? '';
  return JSON.parse(
    title.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}
