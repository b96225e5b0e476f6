/** Markdown of our pages for those who cannot show it: without bold type, with the addresses of links behind them. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/\*\*(.+?)\*\*/g, '$1')
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)')
    .replaceAll(/<(https?:[^>]+)>/g, '$1');
}
