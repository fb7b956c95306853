import { withoutSecrets } from './audited';

it.each([
  [
    'https://www.example.com/a?token=hidden#hidden',
    'https://www.example.com/a',
  ],
  ['https://sam:hidden@www.example.com/', 'https://www.example.com/'],
  [
    'https://sam@corp.example:hidden@www.example.com/a',
    'https://www.example.com/a',
  ],
  ['https://sam:hid@den@hidden@www.example.com', 'https://www.example.com'],
  ['https:\\\\sam:hidden@www.example.com', 'https://www.example.com'],
  ['https:sam:hidden@www.example.com', 'https://www.example.com'],
  ['ht\ntps://sam:hidden@www.example.com', 'https://www.example.com'],
  ['sam:hidden@www.example.com', '//www.example.com'],
  // An @ that comes later belongs to the path.
  ['https://www.example.com/@sam/a', 'https://www.example.com/@sam/a'],
  ['https://www.example.com?to=a@b.example', 'https://www.example.com'],
  ['https://www.example.com:8443/a', 'https://www.example.com:8443/a'],
])('keeps of %s only %s', (url, kept) => {
  expect(withoutSecrets(url)).toBe(kept);
});

it('keeps nothing of a password that is longer than an address may be', () => {
  const url = `https://sam:${'hidden'.repeat(200)}@www.example.com/`;
  expect(withoutSecrets(url)).toBe('https://www.example.com/');
});
