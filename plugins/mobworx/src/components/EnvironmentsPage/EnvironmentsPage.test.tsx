import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeEnvironment, makeStatus } from '../../testHelpers/builders';
import { InMemoryMobworx } from '../../testHelpers/InMemoryMobworx';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

it('leads from the matrix to the page of a service in an environment', async () => {
  renderPlugin({
    backend: new InMemoryMobworx({
      status: makeStatus({
        environments: [makeEnvironment({}, { stream: { status: 'down' } })],
      }),
    }),
  });
  await userEvent.click(
    await screen.findByRole('link', {
      name: 'Details of Stream Service in Staging',
    }),
  );
  expect(
    await screen.findByRole('heading', { name: 'Stream Service in Staging' }),
  ).toBeInTheDocument();
  expect(screen.getByText('Down')).toBeInTheDocument();
  expect(screen.getByLabelText('address')).toHaveTextContent(
    '/environments/staging/stream',
  );
});

it.each([
  ['/environments/nowhere/stream', 'There is no environment nowhere'],
  ['/environments/staging/payroll', 'There is no service payroll'],
  ['/environments/staging', 'There is no such page'],
])('says at %s: %s', async (path, title) => {
  renderPlugin({ backend: new InMemoryMobworx(), path });
  expect(await screen.findByText(title)).toBeInTheDocument();
});
