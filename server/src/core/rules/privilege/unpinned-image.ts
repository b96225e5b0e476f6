import { imageTag } from '../../model/programs';
import { defineRule } from '../rule';

export default defineRule({
  id: 'unpinned-image',
  category: 'privilege',
  severity: 'hint',
  kinds: ['compose', 'scrape-config'],
  summary: 'An image has no tag, or `latest`',
  why: '`latest` is another program tomorrow: what runs depends on when it was last pulled, a broken or malicious release is taken without anybody deciding it, and nobody can tell afterwards which one ran.',
  advice: 'Name a version (`:v1.8.2`), best with the digest of the image behind it (`@sha256:…`).',
  sources: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  ],
  examples: [
    {
      kind: 'compose',
      bad: `services:
  node:
    image: ‹quay.io/prometheus/node-exporter:latest›
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
  blackbox:
    image: ‹prom/blackbox-exporter›
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
    },
    {
      kind: 'scrape-config',
      bad: `apiVersion: v1
kind: Pod
metadata:
  name: blackbox
spec:
  containers:
    - name: blackbox
      image: ‹registry.example.net:5000/prom/blackbox-exporter›
`,
    },
  ],
  good: [
    {
      kind: 'compose',
      text: `services:
  node:
    image: quay.io/prometheus/node-exporter:v1.8.2
    read_only: true
    cap_drop: [ALL]
    security_opt: [no-new-privileges:true]
`,
    },
  ],
  check: ({ nouns, report }) => {
    for (const { image, program } of nouns.processes) {
      if (image?.value === undefined || image.value.includes('@')) continue;
      const tag = imageTag(image.value);
      if (tag !== undefined && !/^latest(-|$)/.test(tag)) continue;
      const why = tag === undefined ? 'Without a tag this is `latest`' : `\`${tag}\` is whatever is newest`;
      report(image, `${why}: which ${program} runs depends on when the image was last pulled. Name a version.`);
    }
  },
});
