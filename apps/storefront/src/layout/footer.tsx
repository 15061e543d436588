export function Footer() {
  return (
    <footer class="bottom">
      <p>Lobby is a sample shop. Nothing is sold here, and nobody is charged.</p>
      <p>
        <a href="/docs">API</a>
      </p>
    </footer>
  );
}
