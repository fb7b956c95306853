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
  function Shell(props: { isMobile: boolean; more?: typeof items }) {
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
            items={[...items, ...(props.more ?? [])]}
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

  describe('on a phone', () => {
    const bar = () =>
      within(screen.getByRole('navigation', { name: 'MobWorx Portal' }));
    const links = () =>
      bar()
        .getAllByRole('link')
        .map(link => link.textContent);

    it('is a bar with every item where there is room', () => {
      render(<Shell isMobile />);
      expect(links()).toEqual([
        'Home',
        'Catalog',
        'Teams',
        'My team',
        'Settings',
      ]);
      expect(bar().queryByRole('button')).not.toBeInTheDocument();
    });

    it('keeps the rest behind More, which closes when somebody goes there, leaves or escapes', async () => {
      render(<Shell isMobile more={[item('/apis', 'APIs')]} />);
      const more = bar().getByRole('button', { name: 'More' });
      expect(links()).toEqual(['Home', 'Catalog', 'Teams', 'My team']);

      await userEvent.click(more);
      expect(more).toHaveAttribute('aria-expanded', 'true');
      await userEvent.click(bar().getByRole('link', { name: 'APIs' }));
      expect(more).toHaveAttribute('aria-expanded', 'false');
      expect(more).toHaveAttribute('data-current');

      await userEvent.click(more);
      await userEvent.tab();
      expect(bar().getByRole('link', { name: 'APIs' })).toHaveFocus();
      await userEvent.keyboard('{Escape}');
      expect(more).toHaveFocus();
      expect(links()).toHaveLength(4);

      await userEvent.click(more);
      await userEvent.click(document.body);
      expect(more).toHaveAttribute('aria-expanded', 'false');
    });
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
