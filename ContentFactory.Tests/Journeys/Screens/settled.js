// True when nothing of the page is still on its way: letters, pictures, charts, skeletons, the tenant's circuit.
wantsCircuit => {
  const live = document.querySelector('[data-live]');
  const shown = e => e.checkVisibility({ visibilityProperty: true });
  return document.readyState === 'complete'
    && (!wantsCircuit || live !== null)
    && document.fonts.status === 'loaded'
    && [...document.images].every(image => image.complete || image.loading === 'lazy')
    // the gallery of parts shows what waits for ever
    && (location.pathname.startsWith('/dev/') || ![...document.querySelectorAll('.skeleton, [aria-busy=true]')].some(shown))
    && ![...document.querySelectorAll('.chart-canvas')].some(e => shown(e) && !e.querySelector('svg'))
    && document.getAnimations().every(animation => animation.playState !== 'running' || animation.effect?.getComputedTiming().iterations === Infinity);
}
