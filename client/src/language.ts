/** VS Code's name for the language of our documents; compose files, YAML too, have one of their own. */
export const LANGUAGE = 'yaml';
