// Renews the preview of a form while it is filled in. Without it, the form's Preview button does the same.
(() => {
  const form = document.querySelector('form[data-preview]');
  if (!form) return;
  let timer;
  const renew = async () => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.preview, { method: 'POST', body, headers: { Accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('preview');
    if (fresh) document.getElementById('preview').replaceChildren(...fresh.childNodes);
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(renew, 250);
  });
})();
