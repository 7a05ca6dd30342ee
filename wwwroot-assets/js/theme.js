// The theme changes at once and without a reload; the cookie tells the server for the next page.
const root = document.documentElement;

document.addEventListener('submit', event => {
  const theme = event.submitter?.name === 'theme' ? event.submitter.value : null;
  if (!theme || !event.target.matches('[data-theme-form]')) return;
  event.preventDefault();
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  root.dataset.theme = theme;
  document.querySelector('meta[name=color-scheme]').content = theme === 'system' ? 'light dark' : theme;
  document.dispatchEvent(new CustomEvent('themechange'));
}, true);
