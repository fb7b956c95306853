import { RendererProps } from '@backstage/plugin-home-react';
import { HomeSection } from './HomeSection';

/**
 * Draws a widget that a plugin brings (`HomePageWidgetBlueprint`) like the cards of our own; one
 * without a title, such as the unread notifications, is a card already.
 */
export function WidgetSection(props: RendererProps) {
  const { title, Content, Actions, ContextProvider } = props;
  const section = !title ? (
    <Content />
  ) : (
    <HomeSection title={title} action={Actions && <Actions />}>
      <Content />
    </HomeSection>
  );
  return ContextProvider ? (
    <ContextProvider>{section}</ContextProvider>
  ) : (
    section
  );
}
