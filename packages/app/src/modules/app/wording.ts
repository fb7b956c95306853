import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { apiDocsTranslationRef } from '@backstage/plugin-api-docs/alpha';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings';

/**
 * Sentences of other plugins that speak of the framework, or lead to its own documentation,
 * in words of this portal.
 */
export const wording = [
  TranslationBlueprint.make({
    name: 'catalog-wording',
    params: {
      resource: createTranslationMessages({
        ref: catalogTranslationRef,
        messages: {
          'indexPage.title': 'Catalog',
          'indexPage.supportButtonContent':
            'Every component, API, resource and team of MobWorx.',
          'entityPage.notFoundMessage':
            'The catalog has no {{kind}} of this name. It may have been renamed or removed; search for it or browse the catalog.',
          'entityNotFound.title': 'Not in the catalog',
          'entityNotFound.description':
            'It may have been renamed or removed; search for it or browse the catalog.',
        },
      }),
    },
  }),
  TranslationBlueprint.make({
    name: 'api-docs-wording',
    params: {
      resource: createTranslationMessages({
        ref: apiDocsTranslationRef,
        messages: {
          'defaultApiExplorerPage.subtitle': 'APIs',
          'defaultApiExplorerPage.supportButtonTitle':
            'Every API that a component of MobWorx provides.',
        },
      }),
    },
  }),
  TranslationBlueprint.make({
    name: 'user-settings-wording',
    params: {
      resource: createTranslationMessages({
        ref: userSettingsTranslationRef,
        messages: {
          'identityCard.title': 'Who you are here',
          'identityCard.noIdentityTitle': 'Nobody is signed in',
          'identityCard.userEntity': 'You in the catalog',
          'identityCard.ownershipEntities': 'You act for',
          'defaultSettingsPage.tabsTitle.authProviders': 'Connected accounts',
          'authProviders.title': 'Connected accounts',
        },
      }),
    },
  }),
];
