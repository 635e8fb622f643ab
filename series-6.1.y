# Patches for linux-6.1.y, in the order in which they apply.
# The scripts read the base from these comments and from nowhere else.
#
# base: 6.1.192
# tarball: https://cdn.kernel.org/pub/linux/kernel/v6.x/linux-6.1.192.tar.xz
# sha256: none
# debian: linux-source-6.1 6.1.192-2 bookworm-security

# part: 1-msix-dynamic
linux-6.1.y/1-msix-dynamic/0001-genirq-msi-Let-the-allocation-and-free-loops-take-a-.patch
linux-6.1.y/1-msix-dynamic/0002-genirq-msi-Provide-range-allocation-for-devices-with.patch
linux-6.1.y/1-msix-dynamic/0003-PCI-MSI-Record-the-size-of-the-mapped-MSI-X-table.patch
linux-6.1.y/1-msix-dynamic/0004-PCI-MSI-Let-msix_setup_msi_descs-start-at-any-index.patch
linux-6.1.y/1-msix-dynamic/0005-PCI-MSI-Allocate-MSI-X-vectors-after-MSI-X-has-been-.patch
linux-6.1.y/1-msix-dynamic/0006-x86-apic-msi-Allow-MSI-X-vectors-to-be-allocated-aft.patch
linux-6.1.y/1-msix-dynamic/0007-PCI-MSI-Add-KUnit-tests-for-MSI-X-vectors-allocated-.patch

# part: 2-vfio-selftests
linux-6.1.y/2-vfio-selftests/0001-selftests-vfio-Add-the-part-of-libvfio-that-the-next.patch
linux-6.1.y/2-vfio-selftests/0002-selftests-vfio-Add-helpers-for-tests-of-device-inter.patch
linux-6.1.y/2-vfio-selftests/0003-selftests-vfio-Add-a-minimal-NVMe-driver-as-a-source.patch
linux-6.1.y/2-vfio-selftests/0004-selftests-vfio-Test-what-all-interrupt-controllers-h.patch
linux-6.1.y/2-vfio-selftests/0005-selftests-vfio-Test-MSI-X-that-cannot-grow.patch

# part: 3-vfio-dynamic-msix
linux-6.1.y/3-vfio-dynamic-msix/0001-vfio-pci-Reach-the-interrupt-contexts-through-a-help.patch
linux-6.1.y/3-vfio-dynamic-msix/0002-vfio-pci-Store-interrupt-contexts-in-an-xarray.patch
linux-6.1.y/3-vfio-dynamic-msix/0003-vfio-pci-Allocate-MSI-X-interrupts-when-an-eventfd-i.patch

# part: 4-vfio-set-irqs
linux-6.1.y/4-vfio-set-irqs/0001-PCI-MSI-Provide-pci_msix_restore_entry.patch
linux-6.1.y/4-vfio-set-irqs/0002-PCI-MSI-Add-KUnit-tests-for-pci_msix_restore_entry.patch
linux-6.1.y/4-vfio-set-irqs/0003-vfio-pci-Restore-an-MSI-X-entry-with-pci_msix_restor.patch
linux-6.1.y/4-vfio-set-irqs/0004-vfio-pci-Re-point-a-live-MSI-or-MSI-X-vector-instead.patch
linux-6.1.y/4-vfio-set-irqs/0005-vfio-pci-Make-assigning-MSI-and-MSI-X-triggers-all-o.patch
linux-6.1.y/4-vfio-set-irqs/0006-selftests-vfio-Test-that-a-failing-request-changes-n.patch
linux-6.1.y/4-vfio-set-irqs/0007-selftests-vfio-Test-MSI-X-that-grows-while-it-is-ena.patch
linux-6.1.y/4-vfio-set-irqs/0008-selftests-vfio-Test-MSI-X-that-outgrows-the-host.patch
linux-6.1.y/4-vfio-set-irqs/0009-selftests-vfio-Measure-what-it-costs-to-add-MSI-X-ve.patch

# part: 5-virtual-functions
linux-6.1.y/5-virtual-functions/0001-vfio-pci-Add-a-library-for-MSI-X-of-virtual-function.patch
linux-6.1.y/5-virtual-functions/0002-vfio-mtty-Do-not-take-the-number-of-interrupts-from-.patch
linux-6.1.y/5-virtual-functions/0003-vfio-mtty-Rework-INTx.patch
linux-6.1.y/5-virtual-functions/0004-vfio-mtty-Use-vfio_pci_ims-for-MSI.patch
linux-6.1.y/5-virtual-functions/0005-vfio-pci-Emulate-the-MSI-X-registers-of-virtual-func.patch
linux-6.1.y/5-virtual-functions/0006-vfio-pci-Add-KUnit-tests-for-MSI-X-of-virtual-functi.patch
linux-6.1.y/5-virtual-functions/0007-Documentation-driver-api-Describe-vfio_pci_ims.patch
linux-6.1.y/5-virtual-functions/0008-selftests-vfio-Create-and-open-mediated-devices.patch
linux-6.1.y/5-virtual-functions/0009-selftests-vfio-Test-the-interrupts-of-mtty.patch

# part: 6-ims
linux-6.1.y/6-ims/0001-PCI-MSI-Provide-IMS-Interrupt-Message-Store.patch
linux-6.1.y/6-ims/0002-iommu-vt-d-Offer-IMS.patch
linux-6.1.y/6-ims/0003-iommu-amd-Offer-IMS.patch
linux-6.1.y/6-ims/0004-PCI-MSI-Add-KUnit-tests-for-IMS.patch
linux-6.1.y/6-ims/0005-vfio-pci-Back-vectors-of-virtual-functions-with-IMS.patch
linux-6.1.y/6-ims/0006-vfio-pci-Add-KUnit-tests-for-vectors-backed-by-IMS.patch
linux-6.1.y/6-ims/0007-vfio-medu-Add-virtual-PCI-functions-with-IMS-as-a-sa.patch
linux-6.1.y/6-ims/0008-Documentation-driver-api-Describe-vectors-backed-by-.patch
linux-6.1.y/6-ims/0009-selftests-vfio-Test-MSI-X-of-an-mdev-with-IMS-behind.patch
linux-6.1.y/6-ims/0010-selftests-vfio-Exchange-triggers-of-an-mdev-that-sig.patch
linux-6.1.y/6-ims/0011-selftests-vfio-Show-what-is-behind-the-vectors-of-an.patch

# part: 7-msix-ranges
linux-6.1.y/7-msix-ranges/0001-PCI-MSI-Provide-pci_msix_expand_vectors-_at.patch
linux-6.1.y/7-msix-ranges/0002-PCI-MSI-Add-KUnit-tests-for-ranges-of-MSI-X-vectors.patch
linux-6.1.y/7-msix-ranges/0003-vfio-pci-Allocate-a-run-of-MSI-X-interrupts-at-once.patch
