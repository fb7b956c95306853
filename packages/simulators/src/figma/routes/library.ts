import type { Router } from 'express';
import { addEndpoint, type FigmaContext } from '../context';
import { findNode, type DesignFile } from '../Files';
import type { LibrarySeed } from '../types';

/** What files publish to the library: found in their main file only, never in a branch. */
export function addLibraryRoutes(router: Router, context: FigmaContext): void {
  const { files, urls } = context;

  const itemJson = (file: DesignFile, item: LibrarySeed) => {
    const found = findNode(file, item.node);
    return {
      key: item.key,
      file_key: file.key,
      node_id: item.node,
      thumbnail_url: urls.make(`${file.key}/${file.version}/${item.node}/1`, 7),
      name: item.name,
      description: item.description ?? '',
      created_at: files.ago(item.publishedDaysAgo * 24),
      updated_at: files.ago(item.updatedDaysAgo * 24),
      user: files.user(item.by),
      ...(item.styleType
        ? { style_type: item.styleType, sort_position: item.key.slice(0, 4) }
        : {
            containing_frame: {
              pageId: found?.page.id ?? '0:1',
              pageName: found?.page.name ?? '',
            },
          }),
    };
  };

  const lists = {
    components: (file: DesignFile) => file.components,
    component_sets: (file: DesignFile) => file.componentSets,
    styles: (file: DesignFile) => file.styles,
  };
  for (const [name, listOf] of Object.entries(lists)) {
    addEndpoint(router, context, {
      method: 'get',
      path: `/v1/files/:key/${name}`,
      tier: 3,
      scope: 'library_content:read',
      form: status => (status === 404 ? 'boolean' : 'err'),
      handle(req, res) {
        const file = files.main(req.params.key);
        res.json({
          status: 200,
          error: false,
          meta: { [name]: listOf(file).map(item => itemJson(file, item)) },
        });
      },
    });
  }
}
