import { expectAccessible } from '@internal/portal-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';
import {
  auditId,
  makeAudit,
  makeState,
  noChromium,
  SITE,
} from '../../testHelpers/builders';
import { InMemoryLighthouse } from '../../testHelpers/InMemoryLighthouse';

const path = '/lighthouse/create-audit';
const field = () => screen.findByRole('textbox', { name: 'Address' });
const run = () => screen.getByRole('button', { name: 'Run audit' });

async function fillIn(text: string) {
  await userEvent.click(await field());
  await userEvent.paste(text);
}

it('asks for an audit of the page as the chosen device, and opens it', async () => {
  const backend = new InMemoryLighthouse();
  renderPlugin({ backend, path });
  await fillIn('HTTPS://App.MobWorx.example:443/join/#top');
  await userEvent.click(screen.getByRole('radio', { name: 'Desktop' }));
  await expectAccessible();
  await userEvent.click(run());
  expect(await screen.findByText('It is the next one.')).toBeInTheDocument();
  expect(backend.created).toEqual([
    { url: 'https://app.mobworx.example/join', formFactor: 'desktop' },
  ]);
  expect(screen.getByLabelText('address')).toHaveTextContent(
    `/lighthouse/audit/${auditId(901)}`,
  );
});

it.each([
  ['', 'There is no address.'],
  ['app.mobworx.example', 'The address does not say how to open it.'],
  ['localhost:3000', 'The address does not say how to open it.'],
  ['file:///etc/passwd', 'Addresses that begin with file: are not web pages.'],
  // eslint-disable-next-line no-script-url
  ['javascript:alert(1)', 'Addresses that begin with javascript: are not web'],
  [
    'https://sam:secret@app.mobworx.example',
    'carries a user name or a password',
  ],
  [`https://app.mobworx.example/${'a'.repeat(10_000)}`, '2000 are allowed'],
  ['https://', 'This is not the address of a web page.'],
])('refuses %.40s at the field, and asks nobody', async (text, message) => {
  const backend = new InMemoryLighthouse();
  renderPlugin({ backend, path });
  if (text) {
    await fillIn(text);
  }
  await field();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Run audit' }),
  );
  expect(await screen.findByText(new RegExp(message))).toBeInTheDocument();
  expect(await field()).toBeInvalid();
  expect(backend.created).toEqual([]);
});

it('only fills the form in from the address', async () => {
  const backend = new InMemoryLighthouse();
  renderPlugin({
    backend,
    path: `${path}?url=${encodeURIComponent(SITE)}&formFactor=desktop`,
  });
  expect(await field()).toHaveValue(SITE);
  expect(screen.getByRole('radio', { name: 'Desktop' })).toBeChecked();
  expect(backend.created).toEqual([]);
});

it('asks once for a double click', async () => {
  const backend = new InMemoryLighthouse();
  let answer = () => {};
  backend.onCreate = () =>
    new Promise(resolve => {
      answer = resolve;
    });
  renderPlugin({ backend, path });
  await fillIn(SITE);
  await userEvent.dblClick(run());
  answer();
  expect(await screen.findByText('It is the next one.')).toBeInTheDocument();
  expect(backend.created).toHaveLength(1);
});

it('opens the audit that is under way already, and says so', async () => {
  renderPlugin({
    backend: new InMemoryLighthouse({
      audits: [makeAudit({ id: auditId(5), status: 'RUNNING' })],
    }),
    path,
  });
  await fillIn(SITE);
  await userEvent.click(run());
  expect(
    await screen.findByText('This page was already being audited'),
  ).toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent(auditId(5));
});

it('shows why the backend refuses a target, until the address is another one', async () => {
  const backend = new InMemoryLighthouse();
  await backend.fail('createAudit', {
    status: 403,
    code: 'target_not_declared',
    message: 'No component of the catalog declares this page.',
    remedy: 'Add it to the annotations of the component.',
  });
  renderPlugin({ backend, path });
  await fillIn('https://elsewhere.example');
  await userEvent.click(run());
  expect(
    await screen.findByText('No component of the catalog declares this page.'),
  ).toBeInTheDocument();
  expect(
    screen.getByText('Add it to the annotations of the component.'),
  ).toBeInTheDocument();
  await userEvent.type(await field(), '/');
  expect(
    screen.queryByText('No component of the catalog declares this page.'),
  ).not.toBeInTheDocument();
});

it.each([
  ['guests', { may: { create: false, delete: false } }, /may look at audits/],
  ['a portal without Chromium', { runner: noChromium }, /no Chromium/],
])('disables the button for %s and says why', async (_who, part, reason) => {
  renderPlugin({
    backend: new InMemoryLighthouse({ state: makeState(part) }),
    path: `${path}?url=${SITE}`,
  });
  expect(
    await screen.findByRole('button', { description: reason }),
  ).toBeDisabled();
});
