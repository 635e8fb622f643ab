# Patches for linux-6.1.y, in the order in which they apply.
# The scripts read the base from these comments and from nowhere else.
#
# base: 6.1.192
# tarball: https://cdn.kernel.org/pub/linux/kernel/v6.x/linux-6.1.192.tar.xz
# sha256: none
# debian: linux-source-6.1 6.1.192-2 bookworm-security

linux-6.1.y/0001-genirq-msi-Let-the-allocation-and-free-loops-take-a-.patch
linux-6.1.y/0002-genirq-msi-Provide-range-allocation-for-devices-with.patch
linux-6.1.y/0003-PCI-MSI-Record-the-size-of-the-mapped-MSI-X-table.patch
linux-6.1.y/0004-PCI-MSI-Let-msix_setup_msi_descs-start-at-any-index.patch
linux-6.1.y/0005-PCI-MSI-Allocate-MSI-X-vectors-after-MSI-X-has-been-.patch
linux-6.1.y/0006-x86-apic-msi-Allow-MSI-X-vectors-to-be-allocated-aft.patch
linux-6.1.y/0007-PCI-MSI-Add-KUnit-tests-for-allocating-MSI-X-vectors.patch
linux-6.1.y/0008-selftests-vfio-Add-the-part-of-libvfio-that-the-next.patch
linux-6.1.y/0009-selftests-vfio-Add-helpers-for-tests-of-device-inter.patch
linux-6.1.y/0010-selftests-vfio-Add-a-minimal-NVMe-driver-as-a-source.patch
linux-6.1.y/0011-selftests-vfio-Test-what-all-interrupt-controllers-h.patch
linux-6.1.y/0012-selftests-vfio-Test-MSI-X-that-cannot-grow.patch
linux-6.1.y/0013-vfio-pci-Reach-the-interrupt-contexts-through-a-help.patch
linux-6.1.y/0014-vfio-pci-Store-interrupt-contexts-in-an-xarray.patch
linux-6.1.y/0015-PCI-MSI-Provide-pci_msix_restore_entry.patch
linux-6.1.y/0016-vfio-pci-Re-point-a-live-MSI-or-MSI-X-vector-instead.patch
linux-6.1.y/0017-vfio-pci-Make-assigning-MSI-and-MSI-X-triggers-all-o.patch
linux-6.1.y/0018-selftests-vfio-Test-that-a-failing-request-changes-n.patch
linux-6.1.y/0019-vfio-pci-Allocate-MSI-X-interrupts-when-an-eventfd-i.patch
linux-6.1.y/0020-selftests-vfio-Test-MSI-X-that-grows-while-it-is-ena.patch
linux-6.1.y/0021-selftests-vfio-Test-MSI-X-that-outgrows-the-host.patch
linux-6.1.y/0022-selftests-vfio-Measure-what-it-costs-to-add-MSI-X-ve.patch
linux-6.1.y/0023-PCI-MSI-Provide-IMS-Interrupt-Message-Store.patch
linux-6.1.y/0024-iommu-vt-d-Offer-IMS.patch
linux-6.1.y/0025-iommu-amd-Offer-IMS.patch
linux-6.1.y/0026-PCI-MSI-Add-KUnit-tests-for-IMS.patch
linux-6.1.y/0027-vfio-pci-Add-a-library-for-MSI-X-of-virtual-function.patch
linux-6.1.y/0028-vfio-mtty-Rework-INTx.patch
linux-6.1.y/0029-vfio-mtty-Use-vfio_pci_ims-for-MSI.patch
linux-6.1.y/0030-vfio-pci-Emulate-the-MSI-X-registers-of-virtual-func.patch
linux-6.1.y/0031-vfio-pci-Add-KUnit-tests-for-MSI-X-of-virtual-functi.patch
linux-6.1.y/0032-vfio-medu-Add-virtual-PCI-functions-with-IMS-as-a-sa.patch
linux-6.1.y/0033-selftests-vfio-Create-and-open-mediated-devices.patch
linux-6.1.y/0034-selftests-vfio-Test-MSI-X-of-an-mdev-with-IMS-behind.patch
linux-6.1.y/0035-selftests-vfio-Exchange-triggers-of-an-mdev-that-sig.patch
linux-6.1.y/0036-selftests-vfio-Test-the-interrupts-of-mtty.patch
linux-6.1.y/0037-Documentation-driver-api-Describe-vfio_pci_ims.patch
linux-6.1.y/0038-selftests-vfio-Show-what-is-behind-the-vectors-of-an.patch
