import { expect, it } from 'vitest';
import { contentPolicy } from './policy.ts';

const cms = 'https://cms.chungtay.example';

it.each([
  ['/', "'none'", false],
  ['/tin-tuc/mua', "'none'", false],
  ['/van-ban', "'none'", false],
  ['/van-ban/cong-dien-1', "'none'", true],
  ['/en/van-ban/cong-dien-1', "'none'", true],
  ['/van-ban/a/b', "'none'", false],
  ['/xem-truoc/abc.def', cms, true],
  ['/en/xem-truoc/abc.def', cms, true],
  ['/tin-tuc/xem-truoc', "'none'", false],
])('%s is framed by %s only', (address, framers, hasDocument) => {
  const policy = contentPolicy(address, cms);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain(`frame-ancestors ${framers}`);
  expect(policy.includes("object-src 'self'")).toBe(hasDocument);
});
