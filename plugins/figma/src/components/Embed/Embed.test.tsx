import { File, fileKinds } from '@internal/plugin-figma-common';
import { expectAccessible } from '@internal/portal-react/testUtils';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KEY, makeFile } from '../../testHelpers/builders';
import { Embed } from './Embed';

async function openEmbed(file: Partial<File> = {}) {
  render(<Embed file={makeFile(file)} />);
  await userEvent.click(
    screen.getByRole('button', { name: 'Show the file here' }),
  );
  return screen.getByTitle('MobZ WebApp in Figma');
}

function violate(effectiveDirective: string, blockedURI: string) {
  act(() => {
    document.dispatchEvent(
      Object.assign(new Event('securitypolicyviolation'), {
        effectiveDirective,
        blockedURI,
      }),
    );
  });
}

it('loads nothing until it is asked to, then Figma in a sandbox that learns the portal’s host alone', async () => {
  const { container } = render(<Embed file={makeFile()} />);
  expect(container.querySelector('iframe')).toBeNull();
  await userEvent.click(
    screen.getByRole('button', { name: 'Show the file here' }),
  );
  const frame = screen.getByTitle('MobZ WebApp in Figma');
  const url = new URL(frame.getAttribute('src')!);
  expect(`${url.origin}${url.pathname}`).toBe(
    `https://embed.figma.com/design/${KEY}`,
  );
  expect(url.searchParams.get('embed-host')).toBe('localhost');
  expect(frame).toHaveAttribute('referrerpolicy', 'strict-origin');
  const sandbox = frame.getAttribute('sandbox')!.split(' ');
  expect(sandbox).toContain('allow-scripts');
  expect(sandbox.filter(word => /top-navigation|modals/.test(word))).toEqual(
    [],
  );
  await expectAccessible();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(container.querySelector('iframe')).toBeNull();
});

it('says what to change when the portal’s security policy keeps the frame out', async () => {
  await openEmbed();
  // Of somebody else.
  violate('img-src', 'https://embed.figma.com');
  violate('frame-src', 'https://elsewhere.example');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  violate('frame-src', 'https://embed.figma.com');
  expect(screen.getByRole('alert')).toHaveTextContent(
    /security policy.*https:\/\/embed\.figma\.com.*backend\.csp\.frame-src/,
  );
  expect(screen.queryByTitle('MobZ WebApp in Figma')).not.toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: /^Open in Figma/ }),
  ).toBeInTheDocument();
});

it('offers a frame of every kind of file that Figma can embed, and no other', () => {
  const offered = fileKinds.filter(kind => {
    const { container, unmount } = render(<Embed file={makeFile({ kind })} />);
    const has = container.querySelector('button') !== null;
    unmount();
    return has;
  });
  expect(offered).toEqual(fileKinds.filter(kind => kind !== 'make'));
  render(<Embed file={makeFile({ kind: 'make' })} />);
  expect(
    screen.getByText('This kind of file can’t be shown here'),
  ).toBeInTheDocument();
});
