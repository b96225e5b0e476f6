/** Shell lines that make the system user `name` with its group where there is none; nobody can log in as it. */
export function userLines(name: string): readonly string[] {
  return [
    `getent group ${name} >/dev/null || groupadd --system ${name}`,
    `getent passwd ${name} >/dev/null || useradd --system --gid ${name} --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ${name}`,
  ];
}
