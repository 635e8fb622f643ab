# SPDX-License-Identifier: GPL-2.0-only
# The structures in headers of 6.1.192 that series-6.1.y changes, for those who
# keep their kernel's module interface stable: what is new and gone in each,
# whether its other members move, whether its size changes. The lines are those of
# "scripts/check 6.1.y --only kabi", which also gives sizes and offsets, and fails
# if the series does anything else.
struct msi_desc: new: struct msi_desc_data data
struct pci_dev: new: u16 msix_tsize
struct vfio_pci_core_device: new: struct xarray *ctx, unsigned int num_vectors, bool has_dyn_msix:1; gone: struct vfio_pci_irq_ctx *ctx, int num_ctx
