// A checkbox shows "some" only by a property, and the policy leaves no other place for it.
export function mixed(box, some) {
  if (box) box.indeterminate = some;
}
