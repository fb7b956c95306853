import { SidebarPinStateProvider } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { withSignOut } from './identities';
import { currentNavItem } from './NavLink';
import { ShellNav } from './ShellNav';

const item = (to: string, title: string) => ({ to, title, icon: <i /> });
const items = [
  item('/', 'Home'),
  item('/catalog', 'Catalog'),
  item('/catalog?filters[kind]=group', 'Teams'),
  item('/catalog/default/group/backend', 'My team'),
];

describe('currentNavItem', () => {
  it.each([
    ['/', 'Home'],
    ['/catalog', 'Catalog'],
    ['/catalog/default/component/webapp', 'Catalog'],
    ['/catalog/default/group/backend', 'My team'],
    ['/catalog/default/group/backend/overview', 'My team'],
    ['/catalogue', undefined],
    ['/settings', undefined],
  ])('at %s is %s', (pathname, title) => {
    expect(currentNavItem(items, pathname)?.title).toBe(title);
  });
});

describe('ShellNav', () => {
  function Shell(props: { isMobile: boolean }) {
    const [isPinned, setPinned] = useState(true);
    return (
      <MemoryRouter initialEntries={['/catalog']}>
        <SidebarPinStateProvider
          value={{
            isPinned,
            isMobile: props.isMobile,
            toggleSidebarPinState: () => setPinned(!isPinned),
          }}
        >
          <ShellNav
            name="MobWorx Portal"
            logo={{ full: 'MobWorx', mark: 'M' }}
            items={items}
            footer={[item('/settings', 'Settings')]}
          />
        </SidebarPinStateProvider>
      </MemoryRouter>
    );
  }

  it('is a column that can be narrowed without losing its names', async () => {
    render(<Shell isMobile={false} />);
    expect(screen.getByText('MobWorx')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Catalog' })).toHaveAttribute(
      'aria-current',
      'page',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Collapse the navigation' }),
    );
    expect(screen.getByText('M')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Settings' })).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Expand the navigation' }),
    ).toHaveAttribute('aria-expanded', 'false');
  });

  it('is a bar on a phone, with every item and nothing to collapse', () => {
    render(<Shell isMobile />);
    const bar = within(
      screen.getByRole('navigation', { name: 'MobWorx Portal' }),
    );
    expect(bar.getAllByRole('link').map(link => link.textContent)).toEqual([
      'Home',
      'Catalog',
      'Teams',
      'My team',
      'Settings',
    ]);
    expect(bar.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('withSignOut', () => {
  it('forgets first, and signs out', async () => {
    const calls: string[] = [];
    const identity = {
      signOut: async () => {
        calls.push('sign out');
      },
      getCredentials: async () => ({ token: 'secret' }),
    } as IdentityApi;
    const wrapped = withSignOut(identity, () => calls.push('forget'));
    await expect(wrapped.getCredentials()).resolves.toEqual({
      token: 'secret',
    });
    await wrapped.signOut();
    expect(calls).toEqual(['forget', 'sign out']);
  });
});
