// Radzen's script is a plain one: loaded once, by the first page that shows a component of theirs.
let loading;

export function load(address) {
  return loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = () => {
      loading = undefined;
      reject(new Error(`Radzen's script did not load from ${address}`));
    };
    document.head.append(script);
  });
}
