import { screen } from '@testing-library/react';
import { openTab } from '../../__testUtils__/steps';

it('says that a page below the tab doesn’t exist', async () => {
  openTab({}, { path: '/studio-service/workflows/elsewhere' });
  expect(await screen.findByText('There is no such page')).toBeInTheDocument();
});
