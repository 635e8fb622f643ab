# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# shellcheck disable=SC2016,SC2034
# The selftests that the scripts run, with their arguments. The guest's shell
# expands the names of devices. scripts/test says what a ! in front means.

dynamic='vfio_pci_msix_dynamic_test $NVME0 $NVME1'
static='vfio_pci_msix_static_test $NVME0'
exhaust='vfio_pci_msix_exhaust_test $NVME0'
irq='vfio_pci_irq_test $NVME0 $EDU'
undo='vfio_pci_irq_undo_test $NVME0 $EDU'
lost='!vfio_pci_irq_undo_test -v last $NVME0 $EDU'
driver='vfio_pci_driver_test $NVME0'
medu='vfio_mdev_medu_test $EDU'
stress='vfio_mdev_medu_stress_test $EDU'
mtty=vfio_mdev_mtty_test
