/**
 * Leaves the paths of the shop's pages as `pages.json`, for whoever serves its document there and nowhere else.
 * @param {readonly string[]} pages
 * @returns {import('vite').Plugin}
 */
export function tellPages(pages) {
  return {
    name: 'tell-pages',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pages) });
    },
  };
}
