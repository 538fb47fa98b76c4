// SPDX-License-Identifier: EUPL-1.2
// What a build on Netlify keeps for the next one: the compiled program (scripts/programma.sh), the pictures in
// their widths, what npm fetched (scripts/netlify.sh). Not node_modules: `npm ci` begins by removing it.

const KEPT = ['.cache/programma', '.cache/immagini', '.cache/npm'];

export const onPreBuild = ({ utils }) => utils.cache.restore(KEPT);

export const onPostBuild = ({ utils }) => utils.cache.save(KEPT);
